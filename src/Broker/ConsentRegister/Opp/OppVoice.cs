using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Opp;

/// <summary>What one person said about the guidance in an OPP.</summary>
/// <param name="Said">AGREES, DISAGREES or HEARD.</param>
/// <param name="Words">Null for none, and once the child was erased.</param>
public sealed record OppVoice(PersonId Person, string Said, string? Words, DateTimeOffset At)
{
    /// <summary>Never the words.</summary>
    public override string ToString() => Said;
}
