using System.Globalization;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

/// <summary>The company's people with their extensions.</summary>
internal sealed class RingCentralExtensions(Stage stage)
{
    private const int Most = 1000;

    public async Task ListAsync(HttpContext context)
    {
        var (company, request) = (RingCentralCaller.Of(context).Company, context.Request);
        if (Number(request.Query["page"], 1) is not { } page || Number(request.Query["perPage"], 100) is not { } size || size > Most)
        {
            await RingCentralErrors.BadParameterAsync(context, "perPage", request.Query["perPage"]);
            return;
        }

        var all = stage.People.All.Where(person => !person.IsCustomer).ToList();
        var shown = all.Skip((page - 1) * size).Take(size).ToList();
        var own = $"{request.Scheme}://{request.Host}{request.Path}";
        await VendorJson.WriteAsync(
            context,
            200,
            new
            {
                Uri = $"{own}?page={page}&perPage={size}",
                Records = shown.Select(person => RingCentralMapper.Colleague(request, company, person)),
                Paging = new
                {
                    Page = page,
                    PerPage = size,
                    PageStart = (page - 1) * size,
                    PageEnd = (page - 1) * size + Math.Max(0, shown.Count - 1),
                    TotalPages = (all.Count + size - 1) / size,
                    TotalElements = all.Count,
                },
                Navigation = new
                {
                    FirstPage = new { Uri = $"{own}?page=1&perPage={size}" },
                    NextPage = all.Count > page * size ? new { Uri = $"{own}?page={page + 1}&perPage={size}" } : null,
                },
            },
            RingCentralErrors.Json,
            "application/json");
    }

    private static int? Number(string? text, int usual) =>
        string.IsNullOrEmpty(text) ? usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
