using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Marks a commit step after which another key signs: the checkpoint of its batch carries both signatures.</summary>
internal interface IRotatesSigningKey : ICommitStep
{
    ILogSigner Next { get; }
}
