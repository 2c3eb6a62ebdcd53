using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>One exchange that the law itself allows or demands, as used for this child. It asks nothing of the family.</summary>
public sealed record LawCard(PolicyRow Row, Organisation Source, Organisation Recipient, FlowUse Use);
