namespace ZioExchange.Broker.Audit;

/// <summary>How much a check of the log reads. None of these is the usual one: every entry, and as many signatures as prove them.</summary>
[Flags]
public enum LogCheckDepth
{
    Usual = 0,

    /// <summary>Begins at the checkpoint from outside. What that one signed is taken over by its hashes: its entries were checked before.</summary>
    SinceCheckpoint = 1,

    /// <summary>Checks the signature of every stored checkpoint, also those that a later one makes superfluous.</summary>
    EverySignature = 2,
}
