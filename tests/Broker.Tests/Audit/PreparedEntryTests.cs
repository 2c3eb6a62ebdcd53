using System.Security.Cryptography;
using Xunit;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>What a caller sealed ahead counts only under the very keys that the log has when it is written: a key may have been destroyed meanwhile.</summary>
public sealed class PreparedEntryTests
{
    private readonly LogKey _child = Key(1), _actor = Key(2);

    [Fact]
    public void Under_the_same_keys_it_is_not_sealed_again()
    {
        var row = Ahead(out var prepared);

        Assert.Equal(row.LeafHash, prepared.Seal(7, _child, _actor).LeafHash);
    }

    [Fact]
    public void Under_another_key_of_the_child_or_of_the_actor_it_is_sealed_anew_and_opens_with_that()
    {
        var (child, actor) = (Key(3), Key(4));

        var forChild = Sealed(child, _actor);
        Assert.Equal(3, forChild.Columns.KeyId);
        Assert.False(SealedText.Open(child.Bytes, forChild.Sealed, forChild.Commitment.AsSpan(2 * MerkleHash.Length, MerkleHash.Length)).Shown.IsEmpty);

        var forActor = Sealed(_child, actor);
        Assert.Equal(4, forActor.Columns.ActorKeyId);
        Assert.False(SealedText.Open(actor.Bytes, forActor.ActorSealed, forActor.Commitment.AsSpan(3 * MerkleHash.Length, MerkleHash.Length)).Shown.IsEmpty);
    }

    private LogRow Sealed(LogKey child, LogKey actor)
    {
        Ahead(out var prepared);
        return prepared.Seal(7, child, actor);
    }

    private LogRow Ahead(out PreparedEntry prepared)
    {
        prepared = PreparedEntry.From(TestLog.Disclosure(1));
        prepared.SealAhead(_child, _actor);
        return prepared.Seal(0, _child, _actor);
    }

    private static LogKey Key(long id) => new(id, RandomNumberGenerator.GetBytes(32));
}
