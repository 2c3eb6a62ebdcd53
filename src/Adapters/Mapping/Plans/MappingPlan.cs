using System.Collections.Concurrent;
using System.Collections.Frozen;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One table, checked and ready to run. What it says never changes; shared by all threads.</summary>
internal sealed class MappingPlan
{
    /// <summary>Sets of categories that are kept; a broker meets a few dozen.</summary>
    private const int MostSelections = 256;

    private readonly ConcurrentDictionary<ulong, RowSelection> _selections = new();

    public required string File { get; init; }

    public required string Source { get; init; }

    public required string Dialect { get; init; }

    public required string Standard { get; init; }

    public required SourceTree Tree { get; init; }

    /// <summary>Local name of the root element; empty for JSON.</summary>
    public required string Root { get; init; }

    /// <summary>Namespaces that elements may have; the first is that of the root.</summary>
    public required string[] Namespaces { get; init; }

    /// <summary>Path and values (null: any) that tell this document from others of the same format.</summary>
    public required IReadOnlyList<(string[] Path, string[]? Values)> Matches { get; init; }

    public required IReadOnlyList<RowPlan> Rows { get; init; }

    public required IReadOnlyList<InstancePlan> Instances
    {
        get;
        init
        {
            field = value;
            HasPatient = value.Any(instance => instance.IsPatient);
        }
    }

    /// <summary>Identifier system of each subject declaration, and the check that its value must pass.</summary>
    public required IReadOnlyList<(string System, string Check)> Subjects { get; init; }

    public required IReadOnlyList<SourceNode> Versions { get; init; }

    /// <summary>Values that stand for a secret, with where that holds and why.</summary>
    public required FrozenDictionary<string, string> Dummies { get; init; }

    /// <summary>Names of members that say nothing of the child wherever they stand, with why: the type that a GraphQL answer names in every object.</summary>
    public required FrozenDictionary<string, string> Ignored { get; init; }

    /// <summary>Every name that the table knows somewhere: known here and met there is misplaced.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>All records of a document are about one child: what one of them keeps secret, all do.</summary>
    public required bool IsOfOneChild { get; init; }

    public bool IsXml => Tree.IsXml;

    public bool HasPatient { get; private init; }

    /// <summary>What runs need, put back after each.</summary>
    public RunPool Pool { get; } = new();

    /// <summary>The rows that run for a set of categories.</summary>
    public RowSelection Select(ulong categories)
    {
        if (_selections.TryGetValue(categories, out var selection))
        {
            return selection;
        }

        selection = RowSelection.Of(this, categories);
        if (_selections.Count < MostSelections)
        {
            _selections.TryAdd(categories, selection);
        }

        return selection;
    }
}
