using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Whatever is put into the tree, in whatever order, good or bad: what it writes has the shape of FHIR.</summary>
public sealed class FhirObjectPropertyTests
{
    private static readonly FhirLimits AllIssues = FhirLimits.Default with { MaxIssues = int.MaxValue };

    [Fact]
    public void No_sequence_of_writes_makes_a_wrong_shape()
    {
        var random = new Random(2026);
        for (var i = 0; i < 3000; i++)
        {
            var type = FhirTable.Types.Resources[i % FhirTable.Types.Resources.Count];
            var node = new FhirObject(type);
            Scribble(node, random, 0);
            var json = FhirJson.Write(node);

            Assert.All(FhirValidator.Validate(json.Span, FhirTable.Types, AllIssues), issue =>
                Assert.True(IsOfTheWhole(issue), $"{issue} {Encoding.UTF8.GetString(json.Span)}"));
        }
    }

    // What only the whole can tell, and the tree does not promise.
    private static bool IsOfTheWhole(FhirIssue issue) =>
        issue.Code is FhirIssueCode.Missing or FhirIssueCode.WrongTarget
        || (issue.Code == FhirIssueCode.UnknownCode && issue.Message.StartsWith("No coding of", StringComparison.Ordinal))
        || issue.Message.StartsWith("An extension has", StringComparison.Ordinal);

    private static void Scribble(FhirObject node, Random random, int depth)
    {
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var element = node.Type.Elements[random.Next(node.Type.Elements.Count)];
            if (random.Next(8) == 0 && !element.IsResource)
            {
                node.TryPutAbsent(element, "masked", FhirTable.Types);
            }
            else if (element.IsPrimitive)
            {
                PutText(node, element, random);
            }
            else if (!element.IsResource && depth < 5)
            {
                var child = new FhirObject(element.Definition);
                Scribble(child, random, depth + 1);
                node.TryAttach(element, child);
            }
        }
    }

    private static void PutText(FhirObject node, FhirElement element, Random random)
    {
        var primitive = element.Definition.Primitive;
        string[] texts = [.. SampleText.Good(primitive), .. SampleText.Bad(primitive), .. element.RequiredCodes?.Order().Take(3) ?? []];
        var fault = node.TryPut(element, texts[random.Next(texts.Length)]);
        if (fault == FhirFault.None && random.Next(4) == 0)
        {
            node.Beside(element, FhirTable.Types).Put("id", "x");
        }
    }
}
