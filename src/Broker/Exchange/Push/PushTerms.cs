using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>To whom a source sends, what, and for what: all that a decision needs beside the child.</summary>
/// <param name="Role">The recipient's role.</param>
/// <param name="Categories">None is all of the row.</param>
internal sealed record PushTerms(Organisation Sender, Organisation Recipient, Purpose Purpose, Role Role, IReadOnlyList<DataCategory> Categories);
