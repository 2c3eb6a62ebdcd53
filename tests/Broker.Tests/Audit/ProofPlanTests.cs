using System.Buffers.Binary;
using Xunit;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class ProofPlanTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    [InlineData(66_000)]
    public void Every_planned_proof_is_accepted_by_the_verifier(int size)
    {
        var leaves = Leaves(size);
        var root = RootOf(leaves);
        foreach (var index in Sample(size))
        {
            var proof = ProofPlan.Inclusion(index, size).Build(tile => TileOf(leaves, tile));
            Assert.True(MerkleProof.Includes(index, size, leaves[index], proof, root), $"entry {index} of {size}");
            Assert.False(MerkleProof.Includes(index, size, leaves[(index + 1) % size], proof, root) && size > 1, $"another entry at {index} of {size}");

            var consistency = ProofPlan.Consistency(index + 1, size).Build(tile => TileOf(leaves, tile));
            Assert.True(MerkleProof.IsConsistent(index + 1, size, RootOf(leaves[..(index + 1)]), root, consistency), $"{index + 1} to {size}");
        }
    }

    [Fact]
    public void A_proof_beyond_the_tree_is_refused_with_a_sentence()
    {
        Assert.Contains("3 entries", Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Inclusion(3, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Inclusion(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProofPlan.Consistency(4, 3));
    }

    [Fact]
    public void A_proof_in_ten_million_entries_needs_no_more_than_seven_tiles() =>
        Assert.InRange(ProofPlan.Inclusion(4_999_999, 10_000_000).Tiles.Count, 1, 7);

    [Fact]
    public void An_edge_can_be_put_down_and_taken_up_again_at_every_size()
    {
        var leaves = Leaves(300);
        var range = new CompactRange();
        for (var size = 0; size <= leaves.Length; size++)
        {
            Assert.Equal(RootOf(leaves[..size]), CompactRange.FromEdge(size, range.ToEdge()).Root());
            if (size < leaves.Length)
            {
                range = CompactRange.FromEdge(size, range.ToEdge());
                range.Append(leaves[size]);
            }
        }
    }

    private static IEnumerable<int> Sample(int size) => size <= 300
        ? Enumerable.Range(0, size)
        : [0, 1, 254, 255, 256, 257, 511, 512, size / 2, size - 2, size - 1];

    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var data = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(data, i);
        return MerkleHash.Leaf(data);
    })];

    // The definition of RFC 6962 section 2.1 as it stands there, apart from the code under test.
    private static byte[] RootOf(byte[][] leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.Length == 0 ? MerkleHash.EmptyRoot() : leaves[0];
        }

        var k = 1;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return MerkleHash.Node(RootOf(leaves[..k]), RootOf(leaves[k..]));
    }

    private static ReadOnlyMemory<byte> TileOf(byte[][] leaves, TileAddress tile)
    {
        var span = (int)Math.Pow(256, tile.Level);
        return Enumerable.Range(0, tile.Width)
            .SelectMany(i => RootOf(leaves[((int)((tile.Index * 256) + i) * span)..((int)((tile.Index * 256) + i + 1) * span)]))
            .ToArray();
    }
}
