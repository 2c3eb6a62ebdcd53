using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The tables of one source, and every name that their documents may hold.</summary>
internal sealed class Candidates(IReadOnlyList<MappingPlan> plans)
{
    public IReadOnlyList<MappingPlan> Plans { get; } = plans;

    /// <summary>With what a reader of XML adds by itself.</summary>
    public SharedNames Names { get; } = new(plans.Where(plan => plan.IsXml)
        .SelectMany(plan => plan.Names.Concat(plan.Namespaces))
        .Concat(["", "xml", "xmlns", "xsi", "http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2001/XMLSchema-instance"]));
}
