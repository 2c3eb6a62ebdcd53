using Microsoft.AspNetCore.Mvc.Rendering;

namespace ZioExchange.Broker.Pages.Blocks;

/// <summary>One HTML element with text; the text is encoded when it is written.</summary>
internal static class Element
{
    public static TagBuilder Of(string name, string cssClass, string text = "")
    {
        var element = new TagBuilder(name);
        element.AddCssClass(cssClass);
        element.InnerHtml.Append(text);
        return element;
    }

    public static TagBuilder With(this TagBuilder element, string attribute, string value)
    {
        element.Attributes[attribute] = value;
        return element;
    }
}
