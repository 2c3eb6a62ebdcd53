using System.Text.Json;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One kind of resource that a context makes: <c>ServiceRequest#toewijzing</c>.</summary>
internal sealed class InstancePlan(string key, FhirType type, ContextPlan home, int number, int place)
{
    public string Key { get; } = key;

    public FhirType Type { get; } = type;

    public JsonEncodedText TypeName { get; } = JsonEncodedText.Encode(type.Name);

    public ContextPlan Home { get; } = home;

    /// <summary>Number within the table, part of the resource's id.</summary>
    public int Number { get; } = number;

    /// <summary>Place within its context.</summary>
    public int Place { get; } = place;

    public bool IsPatient => Type.Name == "Patient";

    public TargetNode Root { get; } = new(null, null);

    /// <summary>Rows of which one must give something, or there is no resource: an Organization without name and identifier says nothing (FHIR org-1).</summary>
    public IReadOnlyList<RowPlan> Names { get; set; } = [];

    /// <summary>Lists of the home's frame that name it as well: entries of contexts below.</summary>
    public IReadOnlyList<int> NameLists { get; set; } = [];

    /// <summary>FHIR asks that something names it.</summary>
    public bool IsNamedBySource => Names.Count > 0 || NameLists.Count > 0;

    /// <summary>The Patient may be missing from the document: this resource is made when all of it has been read, and knows.</summary>
    public bool OutlivesPatient { get; set; }

    /// <summary>Declared conditions under which the resource as a whole is there.</summary>
    public List<Guard> Gates { get; } = [];

    /// <summary>The element that refers to the child; null for types that are not about a child.</summary>
    public FhirElement? Subject { get; } = SubjectElement.Of(type);
}
