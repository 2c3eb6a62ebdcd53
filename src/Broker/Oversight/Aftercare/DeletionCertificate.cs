namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>The organisation's word that what it received on a row up to a day is gone.</summary>
/// <param name="Entry">The entry of the log in which it was said; its proof is the proof of the certificate.</param>
public sealed record DeletionCertificate(string Row, DateOnly ReceivedUntil, string Method, DateTimeOffset CertifiedAt, long Entry);
