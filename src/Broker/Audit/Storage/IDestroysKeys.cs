namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Marks a commit step after which no remembered key may be used: later entries of the same batch ask the database again.</summary>
internal interface IDestroysKeys : ICommitStep;
