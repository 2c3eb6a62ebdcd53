namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Marks a commit step after which no remembered key may be used: later entries of the same batch ask the database again.</summary>
internal interface IDestroysKeys : ICommitStep
{
    /// <summary>The numbers of the keys it destroyed, once it ran. They stand in the entry for every verifier to compare.</summary>
    IReadOnlyCollection<long> Destroyed { get; }
}
