using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>A dossier that was sent and that its recipient never took.</summary>
/// <param name="KeepUntil">After this moment it cannot be taken any more: the content is emptied.</param>
public sealed record UnopenedDossier(ChildReference Child, string Sender, string Recipient, string Purpose, DateTimeOffset SentAt, DateTimeOffset KeepUntil);
