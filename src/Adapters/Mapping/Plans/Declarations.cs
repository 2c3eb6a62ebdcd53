using System.Collections.Frozen;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>The rows of a table that begin with <c>#</c>, checked for what each must say.</summary>
internal sealed class Declarations
{
    private static readonly HashSet<string> Single = ["#source", "#dialect", "#standard", "#format", "#root"];

    private static readonly HashSet<string> Known =
    [
        .. Single, "#namespace", "#match", "#version", "#subject", "#children", "#when", "#drop", "#suppress", "#restrict", "#dummy", "#ignore", "#extension", "#one-child",
    ];

    private readonly List<MappingRow> _rows;

    public Declarations(string file, IEnumerable<MappingRow> rows, FaultList faults)
    {
        _rows = [.. rows.Where(row => row.IsDeclaration)];
        foreach (var row in _rows.Where(row => !Known.Contains(row.Rule)))
        {
            faults.Add(row, $"There is no declaration {row.Rule}.", $"Take one of {string.Join(", ", Known)}.");
        }

        foreach (var name in Single)
        {
            if (All(name).Skip(1).FirstOrDefault() is { } second)
            {
                faults.Add(second, $"{name} stands twice.", "Keep one.");
            }
        }

        foreach (var row in _rows.Where(row => row.Rule is "#drop" or "#suppress" or "#restrict" or "#dummy" or "#ignore" or "#one-child" && row.Note.Length == 0))
        {
            faults.Add(row, $"{row.Rule} does not say why.", "Write the reason in the column note.");
        }

        foreach (var name in new[] { "#source", "#dialect", "#standard", "#format" })
        {
            if (Text(name).Length == 0)
            {
                faults.Add(file, 1, $"The declaration {name} is missing.", "Add a row with its value in the column source.");
            }
        }

        if (Text("#format") is not ("xml" or "json" or ""))
        {
            faults.Add(All("#format").First(), "The format is neither xml nor json.", "Write xml or json.");
        }

        if (IsXml && (Text("#root").Length == 0 || All("#root").First().Target.Length == 0))
        {
            faults.Add(file, 1, "The root element and its namespace are missing.", "Add #root: local name in source, namespace in target.");
        }

        if (!IsXml && !All("#match").Any())
        {
            faults.Add(file, 1, "Nothing tells this JSON document from others.", "Add a #match: path in source, value or * in target.");
        }
    }

    public bool IsXml => Text("#format") == "xml";

    public bool TopIsArray => !IsXml && Text("#root") == "[]";

    public string Text(string name) => All(name).FirstOrDefault()?.Source ?? "";

    public IEnumerable<MappingRow> All(string name) => _rows.Where(row => row.Rule == name);

    /// <summary>What each value in the column source stands for; the first one counts.</summary>
    public FrozenDictionary<string, string> Notes(string name) => All(name).Where(row => row.Target.Length == 0)
        .GroupBy(row => row.Source).ToFrozenDictionary(same => same.Key, same => same.First().Note, StringComparer.Ordinal);

    public string[] Namespaces() =>
        IsXml ? [.. All("#root").Concat(All("#namespace")).Select(row => row.Target).Distinct()] : [];

    public Dictionary<string, string> Extensions() =>
        All("#extension").GroupBy(row => row.Source).ToDictionary(same => same.Key, same => same.First().Target);
}
