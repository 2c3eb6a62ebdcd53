using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace ZioExchange.Broker.Pages.Toezicht.Charts;

/// <summary>Writes small SVG pictures with a title and a description. Colours come from classes: the content policy allows no styles in the page.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();

    public Svg(string id, string title, string description, int width, int height)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<svg class=\"toezicht-chart\" role=\"img\" aria-labelledby=\"{id}-titel {id}-uitleg\" viewBox=\"0 0 {width} {height}\">");
        _text.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-titel\">{Encode(title)}</title><desc id=\"{id}-uitleg\">{Encode(description)}</desc>");
    }

    public Svg Rect(double x, double y, double width, double height, string className)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" class=\"{className}\"/>");
        return this;
    }

    public Svg Line(double x1, double y1, double x2, double y2)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" class=\"toezicht-line\"/>");
        return this;
    }

    public Svg Text(double x, double y, string anchor, string text)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\">{Encode(text)}</text>");
        return this;
    }

    public override string ToString() => _text + "</svg>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
