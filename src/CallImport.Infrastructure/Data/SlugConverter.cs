using CallImport.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CallImport.Infrastructure.Data;

/// <summary>Stores an enum by its slug, so that rows read well in psql and survive a renamed type.</summary>
internal sealed class SlugConverter<TEnum>() : ValueConverter<TEnum, string>(value => Slug.Of(value), slug => Slug.Parse<TEnum>(slug))
    where TEnum : struct, Enum;

internal static class SlugConvention
{
    public static void StoreAsSlug<TEnum>(this ModelConfigurationBuilder builder)
        where TEnum : struct, Enum =>
        builder.Properties<TEnum>().HaveConversion<SlugConverter<TEnum>>().HaveMaxLength(20);
}
