using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Tells whether something of the document names a resource that must have a name or a number.</summary>
internal static class Naming
{
    /// <summary>True also for a resource that needs none.</summary>
    public static bool Holds(InstancePlan instance, Frame frame, Cell[] cells)
    {
        var named = !instance.IsNamedBySource;
        foreach (var row in instance.Names)
        {
            named |= cells[row.Cell].Kind != CellKind.None;
        }

        foreach (var list in instance.NameLists)
        {
            named |= frame.Fragments[list] is { Count: > 0 };
        }

        return named;
    }
}
