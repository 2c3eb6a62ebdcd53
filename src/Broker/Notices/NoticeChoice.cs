namespace ZioExchange.Broker.Notices;

/// <summary>What a person chose about notices.</summary>
/// <param name="Confirmed">The code came back: notices go to this address.</param>
public sealed record NoticeChoice(ContactAddress Address, bool Confirmed)
{
    public override string ToString() => Confirmed ? "confirmed" : "not yet confirmed";
}
