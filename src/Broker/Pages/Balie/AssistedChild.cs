using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>A child as an employee of a source may help its family: the questions of that source, and who is asked.</summary>
/// <param name="Name">What the organisation's own people call the child; stands in addresses.</param>
/// <param name="Questions">One entry for each person who is asked, whatever that person answered.</param>
public sealed record AssistedChild(string Name, ChildReference Child, IReadOnlyList<ConsentFlow> Questions);
