using MudBlazor;

namespace CallImport.Web.Components.Layout;

/// <summary>Pine and paper by day, pine and night otherwise; amber only for waiting, red only for what a person must mend.</summary>
internal static class CallImportTheme
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI Variable Text", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Day(),
        PaletteDark = Night(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", DrawerWidthLeft = "248px", AppbarHeight = "60px" },
        Typography = Type(),
    };

    private static PaletteLight Day() => new()
    {
        Primary = "#0b5d57",
        PrimaryContrastText = "#ffffff",
        Secondary = "#3d4f8f",
        Tertiary = "#a3471f",
        Background = "#f5f7f5",
        BackgroundGray = "#edf1ee",
        Surface = "#ffffff",
        AppbarBackground = "#f5f7f5",
        AppbarText = "#15211f",
        DrawerBackground = "#edf1ee",
        DrawerText = "#2c3b38",
        DrawerIcon = "#4b5b57",
        TextPrimary = "#15211f",
        TextSecondary = "#4d5d59",
        TextDisabled = "#6b7975",
        ActionDefault = "#4b5b57",
        ActionDisabled = "#6b7975",
        ActionDisabledBackground = "#e3e8e5",
        LinesDefault = "#dce3df",
        LinesInputs = "#7d8c87",
        TableLines = "#e3e9e6",
        TableHover = "#f2f6f4",
        Divider = "#dce3df",
        Success = "#1a6b3c",
        Warning = "#835400",
        WarningContrastText = "#ffffff",
        Error = "#b0261d",
        Info = "#2257a0",
    };

    private static PaletteDark Night() => new()
    {
        Primary = "#74d4c3",
        PrimaryContrastText = "#04211d",
        Secondary = "#aab8f5",
        SecondaryContrastText = "#0d1533",
        Tertiary = "#ffab82",
        Background = "#0d1514",
        BackgroundGray = "#121c1a",
        Surface = "#16211f",
        AppbarBackground = "#0d1514",
        AppbarText = "#e6eeeb",
        DrawerBackground = "#111a19",
        DrawerText = "#cfdbd7",
        DrawerIcon = "#9db0ab",
        TextPrimary = "#e6eeeb",
        TextSecondary = "#a7b7b2",
        TextDisabled = "#84948f",
        ActionDefault = "#a7b7b2",
        ActionDisabled = "#84948f",
        ActionDisabledBackground = "#22302d",
        LinesDefault = "#293835",
        LinesInputs = "#71837e",
        TableLines = "#253330",
        TableHover = "#1b2826",
        Divider = "#293835",
        Success = "#7fd69d",
        SuccessContrastText = "#052112",
        Warning = "#f0bd66",
        WarningContrastText = "#2a1c00",
        Error = "#ff9187",
        ErrorContrastText = "#330500",
        Info = "#92bcf7",
        InfoContrastText = "#051c3d",
    };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = ".9375rem", LineHeight = "1.55", LetterSpacing = "normal" },
        H1 = new H1Typography { FontSize = "1.875rem", FontWeight = "650", LineHeight = "1.2", LetterSpacing = "-.022em" },
        H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-.012em" },
        H3 = new H3Typography { FontSize = "1.0625rem", FontWeight = "650", LineHeight = "1.4", LetterSpacing = "-.006em" },
        H6 = new H6Typography { FontSize = "1.0625rem", FontWeight = "650", LineHeight = "1.4", LetterSpacing = "-.006em" },
        Body1 = new Body1Typography { FontSize = ".9375rem", LineHeight = "1.55", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
        Caption = new CaptionTypography { FontSize = ".8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontSize = ".9375rem", FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
    };
}
