using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Orders and numbers the nodes of a target and checks it as a whole.</summary>
internal sealed class TargetFinisher(CompileSetting setting, IReadOnlyList<ContextPlan> contexts)
{
    private static readonly HashSet<string> Written = ["subject", "patient", "beneficiary", "for", "individual"];

    public void Finish(TargetNode node, ContextPlan context, InstancePlan instance, FhirType type)
    {
        node.Number = context.Nodes++;
        CheckRows(node);
        node.Children.Sort((one, other) => one.Element!.Ordinal.CompareTo(other.Element!.Ordinal));
        foreach (var child in node.Children)
        {
            Finish(child, context, instance, child.Element!.Definition);
        }

        foreach (var entry in node.Entries)
        {
            Finish(entry, context, instance, entry.Element!.Definition);
        }

        FinishFragments(node, context, instance);
        node.HasContent = node.Rows.Exists(row => row.CarriesContent)
            || node.Children.Exists(child => child.HasContent) || node.Entries.Exists(entry => entry.HasContent) || node.FragmentLists.Count > 0;
        if (!node.IsArray && !type.IsPrimitive && node.Rows.Count == 0)
        {
            CheckRequired(node, instance, type);
            FindEnds(node, context, type);
        }
    }

    private static void FindEnds(TargetNode node, ContextPlan context, FhirType type)
    {
        var names = type.Name switch { "Period" => ("start", "end"), "Task" => ("authoredOn", "lastModified"), "Range" => ("low", "high"), _ => default };   // FHIR per-1, inv-1, rng-2
        if (names != default && End(node, names.Item1) is { } start && End(node, names.Item2) is { } end)
        {
            node.Ends = (start, end);
            context.Periods.Add(node);
        }
    }

    /// <summary>The end itself, or the number that it holds.</summary>
    private static TargetNode? End(TargetNode node, string name) =>
        node.Children.Find(child => child.Element!.Name == name) is { } end && end.Element!.Type == "Quantity"
            ? end.Children.Find(child => child.Element!.Name == "value")
            : node.Children.Find(child => child.Element!.Name == name);

    private void FinishFragments(TargetNode node, ContextPlan context, InstancePlan instance)
    {
        if (node.FragmentLists.Count > 0)
        {
            context.Gathering.Add(node);
        }

        foreach (var list in node.FragmentLists)
        {
            foreach (var (below, fragment) in Below(context).SelectMany(below => below.Fragments.Select(fragment => (below, fragment))).ToList())
            {
                if (fragment.Instance == instance && fragment.List == list && below.Up(fragment.ListUp) == context && fragment.Entry.Element == node.Element)
                {
                    Finish(fragment.Entry, below, instance, fragment.Entry.Element!.Definition);
                }
            }
        }
    }

    private IEnumerable<ContextPlan> Below(ContextPlan context) => contexts.Where(other => other.Depth > context.Depth);

    private void CheckRows(TargetNode node)
    {
        for (var at = 1; at < node.Rows.Count; at++)
        {
            node.Rows[at].Before = [.. node.Rows.Take(at)];
        }

        for (var at = 0; at < node.Rows.Count - 1; at++)
        {
            if (node.Rows[at].Guards.Count == 0 && !node.Rows[at].Row.Conversion.Contains("| ", StringComparison.Ordinal))
            {
                setting.Faults.Add(node.Rows[at + 1].Row, $"{node.Rows[at].Rule} writes {node.Rows[at].Row.Target} too, without a guard.", "Give the earlier row a guard, or a slice of its own.");
            }
        }

        foreach (var (row, child) in node.Rows.SelectMany(row => node.Children.Select(child => (row, child))))
        {
            if (row.Conversion.MembersOf(node.Element!.Type).Contains(child.Element!.Name))
            {
                setting.Faults.Add(row.Row, $"This row writes {child.Element.Path}, and other rows write it too.", "Keep the whole element, or its parts.");
            }
        }
    }

    private void CheckRequired(TargetNode node, InstancePlan instance, FhirType type)
    {
        foreach (var forms in type.Elements.Where(element => element.Min > 0).GroupBy(element => element.Ordinal))
        {
            var covered = node.Children.FindAll(child => forms.Contains(child.Element));
            var isAutomatic = node == instance.Root ? Written.Contains(forms.First().Name) && forms.Contains(instance.Subject) : type.Name == "Extension";
            if (covered.Count == 0 && !isAutomatic)
            {
                var path = forms.First().Choice is { } choice ? $"{type.Name}.{choice}" : forms.First().Path;
                var row = FirstRow(node);
                setting.Faults.Add(row?.File ?? "", row?.Line ?? 0, $"{instance.Key} has no row for {path}, which FHIR requires.", "Add a row for it, if need be a const.");
            }

            node.Required.AddRange(covered.Take(1));
        }
    }

    private static Tables.MappingRow? FirstRow(TargetNode node) =>
        node.Rows.FirstOrDefault()?.Row ?? node.Children.Concat(node.Entries).Select(FirstRow).FirstOrDefault(row => row is not null);
}
