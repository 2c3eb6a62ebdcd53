namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>An array entry that each element of a context adds to a resource of a context above it.</summary>
/// <param name="Key">Instance and target up to and with the star and slice.</param>
/// <param name="Instance">The resource that gets the entry.</param>
/// <param name="Entry">What one entry looks like.</param>
/// <param name="ListUp">Levels up to the context that keeps the entries.</param>
/// <param name="List">The list there.</param>
/// <param name="HomeUp">Levels up to the home of the resource.</param>
internal sealed record FragmentPlan(string Key, InstancePlan Instance, TargetNode Entry, int ListUp, int List, int HomeUp);
