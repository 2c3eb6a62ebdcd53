using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>A row, ready to run.</summary>
internal sealed class RowPlan(MappingRow row, int index, ContextPlan context, int cell)
{
    public MappingRow Row { get; } = row;

    public string Rule => Row.Rule;

    /// <summary>Place among the rows of the table.</summary>
    public int Index { get; } = index;

    public ContextPlan Context { get; } = context;

    /// <summary>Place of the result among those of the context.</summary>
    public int Cell { get; } = cell;

    public SlotRef[] Sources { get; set; } = [];

    /// <summary>Every value that the row reads: sources, conditions, places in templates.</summary>
    public List<SlotRef> Reads { get; } = [];

    public Conversion Conversion { get; set; } = NoConversion.Instance;

    public IReadOnlyList<CodeMap> CodeMaps { get; set; } = [];

    public List<Guard> Guards { get; } = [];

    public bool Required => Row.Required == "yes";

    /// <summary>Without a value at any of its sources the row gives nothing and says nothing.</summary>
    public bool IsSilentWhenEmpty { get; set; }

    /// <summary>Where the row writes; null until its target is known.</summary>
    public TargetNode? Node { get; set; }

    /// <summary>Numbers of the nodes that are there when the row gave something.</summary>
    public int[] Marks => field ??= Node!.Marks(CarriesContent);

    /// <summary>The bit of its category; 0 for rows that come along.</summary>
    public ulong Category { get; set; }

    /// <summary>The row brings something of the child.</summary>
    public bool IsContent => Category != 0;

    /// <summary>What it gives is a reason for the objects around it to be there.</summary>
    public bool CarriesContent => IsContent || Conversion is RefConversion;

    /// <summary>Bits that must all be permitted.</summary>
    public ulong Needs { get; set; }

    public FhirElement? Element { get; set; }

    public InstancePlan? Instance { get; set; }

    public FragmentPlan? Fragment { get; set; }

    /// <summary>Values of this row name or describe a person: messages mask them.</summary>
    public bool IsPersonal { get; set; }

    /// <summary>The element path that the row releases, for the manifest: no slices, no instance name.</summary>
    public string ElementPath { get; set; } = "";

    /// <summary>The row's line in a manifest, the same for every document.</summary>
    public ReleasedElement Released => field ??= new(Rule, Row.Category, ElementPath);

    /// <summary>Rows that write the same element and come first.</summary>
    public RowPlan[] Before { get; set; } = [];

    /// <summary>The target is an array and the row may give several values.</summary>
    public bool TakesMany { get; set; }
}
