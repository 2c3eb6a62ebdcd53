using System.Xml.Linq;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Structural damage to an XML document: an element missing, doubled, misplaced, renamed, or in another order.</summary>
internal static class StructureMutation
{
    public static (string Kind, XDocument Document) Of(XDocument good, Random random)
    {
        var document = new XDocument(good);
        var elements = document.Root!.Descendants().ToList();
        var one = elements[random.Next(elements.Count)];
        var other = elements[random.Next(elements.Count)];
        switch (random.Next(5))
        {
            case 0:
                one.Remove();
                return ("missing", document);
            case 1:
                one.AddAfterSelf(new XElement(one));
                return ("doubled", document);
            case 2 when !other.AncestorsAndSelf().Contains(one) && other.Parent is not null:
                one.Remove();
                other.AddBeforeSelf(one);
                return ("misplaced", document);
            case 3:
                one.Name = one.Name.Namespace + (one.Name.LocalName + "X");
                return ("renamed", document);
            default:
                if (one.ElementsAfterSelf().LastOrDefault() is { } last && last.Name != one.Name)
                {
                    one.Remove();
                    last.AddAfterSelf(one);
                }

                return ("order", document);
        }
    }
}
