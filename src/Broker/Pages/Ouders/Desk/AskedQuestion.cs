using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Something that a family was asked: may this source give these categories to this recipient for this purpose?</summary>
/// <param name="Categories">Codes, everything that was ever asked in this direction.</param>
/// <param name="At">When it was first asked.</param>
public sealed record AskedQuestion(string Purpose, string Source, string Recipient, IReadOnlySet<string> Categories, DateTimeOffset At)
{
    public bool Holds(GrantRow grant) => grant.Purpose == Purpose && grant.Source == Source && GrantReader.Body(grant).Recipients.Contains(Recipient);
}
