using System.Buffers.Binary;
using Xunit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>A log that another implementation wrote reads here: signatures, tiles, entries and roots agree.</summary>
public sealed class TesseraLogTests
{
    // The public key of the upstream test log.
    private static readonly VerifierKey Key = VerifierKey.Parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

    [Fact]
    public void Every_checkpoint_is_signed_and_its_root_follows_from_the_entries()
    {
        var hashes = Entries(15).Select(entry => MerkleHash.Leaf(entry)).ToArray();
        for (var size = 0; size <= 15; size++)
        {
            var note = File.ReadAllText(Locate($"checkpoint.{size}"));
            Assert.True(Checkpoint.TryOpen(note, Key, out var checkpoint, out var fault), fault);
            var range = new CompactRange();
            foreach (var hash in hashes[..size])
            {
                range.Append(hash);
            }

            Assert.Equal(size, checkpoint.Size);
            Assert.Equal(range.Root(), checkpoint.Root.ToArray());
            if (size > 0)
            {
                Assert.Equal(hashes[..size].SelectMany(hash => hash), File.ReadAllBytes(Locate("tile", "0", "000.p", $"{size}")));
            }
        }
    }

    [Fact]
    public void A_changed_checkpoint_another_log_and_another_key_are_refused()
    {
        var note = File.ReadAllText(Locate("checkpoint"));

        Assert.False(Checkpoint.TryOpen(note.Replace("\n15\n", "\n14\n", StringComparison.Ordinal), Key, out _, out var fault));
        Assert.Contains("not signed", fault, StringComparison.Ordinal);
        Assert.False(Checkpoint.TryOpen(note, LogSigningKey.Generate("another.example").Key, out _, out fault));
        Assert.Contains("not of another.example", fault, StringComparison.Ordinal);
        Assert.False(Checkpoint.TryOpen(note, LogSigningKey.Generate(Key.Name).Key, out _, out _));
        Assert.False(Checkpoint.TryOpen("rubbish", Key, out _, out _));
    }

    private static List<byte[]> Entries(int count)
    {
        var bundle = File.ReadAllBytes(Locate("tile", "entries", "000.p", $"{count}")).AsSpan();
        var entries = new List<byte[]>();
        while (!bundle.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle);
            entries.Add(bundle.Slice(2, length).ToArray());
            bundle = bundle[(2 + length)..];
        }

        return entries;
    }

    private static string Locate(params string[] parts) => SharedFolder.Locate(["vectors", "tessera", "testdata", "log", .. parts]);
}
