using System.Globalization;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>The account's people who have a licence for Zoom Phone.</summary>
internal sealed class ZoomPhoneUsers(Stage stage, ZoomPhonePageTokens tokens)
{
    private const int LargestPage = 100;

    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var size = string.IsNullOrEmpty(query["page_size"]) ? 30
            : int.TryParse(query["page_size"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted is > 0 and <= LargestPage ? wanted : 0;
        var (token, arguments) = (query["next_page_token"].ToString(), $"users~{size}");
        if (size == 0 || (token.Length == 0 ? 0 : tokens.Read(token, arguments)) is not { } skip)
        {
            await ZoomPhoneErrors.BadFieldAsync(context, size == 0 ? "page_size" : "next_page_token", "Invalid field.");
            return;
        }

        var all = stage.People.All.Where(person => !person.IsCustomer).ToList();
        await VendorJson.WriteAsync(
            context,
            200,
            new
            {
                NextPageToken = all.Count > skip + size ? tokens.Write(skip + size, arguments) : "",
                PageSize = size,
                TotalRecords = all.Count,
                Users = all.Skip(skip).Take(size).Select(ZoomPhoneMapper.PhoneUser),
            },
            ZoomPhoneErrors.Json,
            "application/json");
    }
}
