using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Puts what is declared about the document itself on the tree: content models, version, match, subject.</summary>
internal sealed class StructureBinder(Declarations declarations, SourceTree tree, FaultList faults)
{
    public List<(string[] Path, string[]? Values)> Matches { get; } = [];

    public List<(string System, string Check)> Subjects { get; } = [];

    public List<SourceNode> Versions { get; } = [];

    public void Bind()
    {
        foreach (var row in declarations.All("#children"))
        {
            BindChildren(row);
        }

        foreach (var row in declarations.All("#match"))
        {
            if (Leaf(row) is { } leaf)
            {
                leaf.ReadByEngine = true;
                Matches.Add(([.. Names(leaf)], row.Target == "*" ? null : row.Target.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
        }

        foreach (var row in declarations.All("#version"))
        {
            if (Leaf(row) is { } leaf)
            {
                leaf.ReadByEngine = true;
                leaf.Versions = row.Target.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Versions.Add(leaf);
            }
        }

        foreach (var row in declarations.All("#subject"))
        {
            if (row.Conversion is not ("" or "bsn" or "pgn") || row.Target.Length == 0)
            {
                faults.Add(row, "The subject has no system, or a check that does not exist.", "Write the identifier system in target and bsn, pgn or nothing in conversion.");
            }
            else if (Leaf(row) is { } leaf)
            {
                leaf.Subject = Subjects.Count;
                Subjects.Add((row.Target, row.Conversion));
            }
        }
    }

    public static HashSet<string> Names(SourceNode node, HashSet<string>? names = null)
    {
        names ??= new(StringComparer.Ordinal);
        foreach (var child in node.Children)
        {
            names.Add(child.Name);
            Names(child, names);
        }

        return names;
    }

    private List<string> Names(SourceNode leaf)
    {
        var names = new List<string>();
        for (var node = leaf; node != tree.Top; node = node.Parent!)
        {
            names.Insert(0, node.Name);
        }

        return names;
    }

    private SourceNode? Leaf(MappingRow row)
    {
        var leaf = tree.Walk(row.Source, tree.Top, out var fault);
        if (row.Source.Length == 0 || row.Target.Length == 0 || leaf is null)
        {
            faults.Add(row, $"{row.Rule} does not name a path and what to expect there. {fault}", "Path in source, values in target.");
            return null;
        }

        return leaf;
    }

    private void BindChildren(MappingRow row)
    {
        var model = ContentModel.Parse(row.Source);
        if (model is null || !row.Context.StartsWith('/') || tree.Walk(row.Context, tree.Top, out _) is not { } node)
        {
            faults.Add(row, "The content model cannot be read.", "Path in context; in source the names in order: a b? c* d+ (e|f+)?");
            return;
        }

        if (node.Content is not null)
        {
            faults.Add(row, $"{row.Context} has two content models.", "Keep one.");
        }

        node.Content = model;
        for (var place = 0; place < model.Parts.Count; place++)
        {
            foreach (var name in model.Parts[place].Names)
            {
                var child = node.Child(name);
                child.Repeats |= model.Repeats || model.Parts[place].MayRepeat(name);
                child.Places = [.. child.Places, place];
            }
        }
    }
}
