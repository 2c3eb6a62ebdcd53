namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Sees to it that a resource refers to a Patient that is there, and that an Organization has what names it.</summary>
/// <remarks>
/// What is made inside the Patient's element always has one. What is made around it is written last, and sees whether one was made.
/// What stands beside it cannot know, so there the document must always hold the Patient's element.
/// </remarks>
internal static class PatientReach
{
    public static void Bind(IReadOnlyList<InstancePlan> instances, Action<InstancePlan, string, string> fault)
    {
        var patient = instances.FirstOrDefault(instance => instance.IsPatient)?.Home.Node;
        foreach (var instance in instances)
        {
            var home = instance.Home.Node;
            if (instance.Subject is not null && patient is not null && !home.IsBelow(patient))
            {
                instance.OutlivesPatient = patient.IsBelow(home);
                if (!instance.OutlivesPatient && !IsCertain(patient, home))
                {
                    fault(instance, $"{instance.Key} refers to the Patient of {patient.Path}, which a document may lack.", "Say in #children that the document always holds it.");
                }
            }

            if (instance.Type.Name == "Organization")
            {
                Name(instance, fault);
            }
        }
    }

    private static bool IsCertain(SourceNode patient, SourceNode beside)
    {
        for (var node = patient; !beside.IsBelow(node); node = node.Parent!)
        {
            if (!IsRequired(node))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRequired(SourceNode node) =>
        !node.Repeats && (node.MustBePresent || node.Places.Any(place => node.Parent!.Content!.Parts[place] is { IsRequired: true, Names.Length: 1 }));

    private static void Name(InstancePlan instance, Action<InstancePlan, string, string> fault)
    {
        var naming = instance.Root.Children.Where(child => child.Element!.Name is "name" or "identifier").ToList();
        instance.Names = [.. naming.SelectMany(Rows).Where(row => row.CarriesContent)];
        instance.NameLists = [.. naming.SelectMany(child => child.FragmentLists)];
        if (!instance.IsNamedBySource)
        {
            fault(instance, $"{instance.Key} has no row that gives a name or an identifier (FHIR org-1).", "Add a row for name or identifier in the context that makes it.");
        }
    }

    private static IEnumerable<RowPlan> Rows(TargetNode node) => node.Rows.Concat(node.Children.Concat(node.Entries).SelectMany(Rows));
}
