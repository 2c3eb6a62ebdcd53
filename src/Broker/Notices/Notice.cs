namespace ZioExchange.Broker.Notices;

/// <summary>One message to one person: that something waits, and where. No child, no organisation, no purpose.</summary>
/// <param name="Id">The same at every attempt, so that who got it twice can see that it is one. Letters and digits.</param>
public sealed record Notice(string Id, ContactAddress To, string Subject, string Text)
{
    /// <summary>Never the address, nor the code that may stand in the text.</summary>
    public override string ToString() => "notice";
}
