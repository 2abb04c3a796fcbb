using System.ComponentModel.DataAnnotations;

namespace CallImport.Infrastructure.Configuration;

/// <summary>An absolute http or https address without credentials in it. Empty values pass; combine with <see cref="RequiredAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WebAddressAttribute() : ValidationAttribute("must be an absolute http or https address without a user name.")
{
    public override bool IsValid(object? value) =>
        value is null or Uri { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" };
}
