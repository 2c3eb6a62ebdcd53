using System.Xml.Linq;

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>Writes results as JUnit XML, which build servers read.</summary>
internal static class JUnitReport
{
    public static void Write(IReadOnlyList<ConformanceResult> results, string path) => new XDocument(
        new XElement(
            "testsuite",
            new XAttribute("name", "zio-conformance"),
            new XAttribute("tests", results.Count),
            new XAttribute("failures", results.Count(result => !result.Passed)),
            results.Select(result => new XElement(
                "testcase",
                new XAttribute("classname", "source-endpoint"),
                new XAttribute("name", result.Name),
                result.Passed ? null : new XElement("failure", new XAttribute("message", result.Fault!), result.Remedy))))).Save(path);
}
