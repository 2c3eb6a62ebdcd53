using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Something that a family was asked: may this source give these categories to this recipient for this purpose?</summary>
/// <param name="Categories">Codes: what the open request asks, else everything that was ever asked in this direction.</param>
/// <param name="At">When it was first asked.</param>
/// <param name="Request">The newest question of the source that is still to be answered; null when none is open.</param>
/// <param name="Closed">The newest question was taken back or is too old: who never answered is asked no more.</param>
public sealed record AskedQuestion(string Purpose, string Source, string Recipient, IReadOnlySet<string> Categories, DateTimeOffset At, ConsentRequestRow? Request, bool Closed)
{
    public bool Holds(GrantRow grant) => grant.Purpose == Purpose && grant.Source == Source && GrantReader.Body(grant).Recipients.Contains(Recipient);
}
