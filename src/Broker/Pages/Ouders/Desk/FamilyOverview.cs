namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>One family on the overview, its exchanges sorted by what they ask of the reader.</summary>
public sealed record FamilyOverview(FamilyMember Member, IReadOnlyList<ConsentFlow> Flows)
{
    public IReadOnlyList<ConsentFlow> Waiting => [.. Flows.Where(flow => flow.Waits)];

    public IReadOnlyList<ConsentFlow> Active => [.. Of(FlowState.Ending), .. Of(FlowState.Agreed), .. Of(FlowState.Told)];

    public IReadOnlyList<ConsentFlow> Ended => [.. Of(FlowState.Expired), .. Of(FlowState.Stopped)];

    private List<ConsentFlow> Of(FlowState state) => [.. Flows.Where(flow => flow.State == state)];
}
