using System.Xml.Linq;
using System.Xml.Schema;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Documents made from an XSD: random in what they hold and how often, valid for it, and always the same by their seed.</summary>
internal sealed class RandomDocument(XmlSchemaSet schemas, Random random)
{
    /// <summary>How often a part that may be absent is there; 1 fills every one.</summary>
    public double Filled { get; init; } = 0.6;

    /// <summary>Values of elements, by local name, that an XSD leaves open and the standard does not.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    public XDocument Next(string root)
    {
        var element = schemas.GlobalElements.Values.Cast<XmlSchemaElement>().Single(one => one.Name == root);
        return new XDocument(Make(element, 0));
    }

    private XElement Make(XmlSchemaElement element, int depth)
    {
        var made = new XElement(XName.Get(element.QualifiedName.Name, element.QualifiedName.Namespace));
        var type = element.ElementSchemaType;
        if (type is XmlSchemaComplexType complex)
        {
            foreach (XmlSchemaAttribute attribute in complex.AttributeUses.Values)
            {
                if (attribute.Use == XmlSchemaUse.Required || random.NextDouble() < Filled)
                {
                    made.Add(new XAttribute(attribute.QualifiedName.Name, RandomText.Of(attribute.AttributeSchemaType!, random)));
                }
            }

            if (complex.ContentType == XmlSchemaContentType.TextOnly)
            {
                made.Value = RandomText.Of(complex, random);
            }
            else
            {
                Fill(made, complex.ContentTypeParticle, depth);
            }
        }
        else
        {
            made.Value = Given.TryGetValue(made.Name.LocalName, out var given) ? given : RandomText.Of(type!, random);
        }

        return made;
    }

    private void Fill(XElement parent, XmlSchemaParticle particle, int depth)
    {
        var least = (int)particle.MinOccurs;
        var most = (int)Math.Min(particle.MaxOccurs, Math.Max(least, depth > 6 ? 1 : 3));
        var times = least > 0 ? random.Next(least, most + 1) : random.NextDouble() < Filled ? random.Next(1, Math.Max(1, most) + 1) : 0;
        for (var at = 0; at < times; at++)
        {
            switch (particle)
            {
                case XmlSchemaElement element:
                    parent.Add(Make(element.RefName.IsEmpty ? element : (XmlSchemaElement)schemas.GlobalElements[element.RefName]!, depth + 1));
                    break;
                case XmlSchemaChoice choice:
                    Fill(parent, (XmlSchemaParticle)choice.Items[random.Next(choice.Items.Count)], depth);
                    break;
                case XmlSchemaSequence or XmlSchemaAll:
                    foreach (XmlSchemaParticle part in ((XmlSchemaGroupBase)particle).Items)
                    {
                        Fill(parent, part, depth);
                    }

                    break;
            }
        }
    }
}
