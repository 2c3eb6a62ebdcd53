using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class NoteTests
{
    private static readonly LogSigningKey Key = LogSigningKey.Generate("log.example.nl/zio");

    [Fact]
    public void Keys_survive_being_written_down()
    {
        Assert.Equal(Key.Key, VerifierKey.Parse(Key.Key.ToString()));
        Assert.Equal(Key.Key, LogSigningKey.Parse(Key.Reveal()).Key);
        Assert.DoesNotContain("PRIVATE", Key.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a+b+c")]
    [InlineData("example.com/log/testdata+33d7b497+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/other+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    [InlineData("example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")]
    public void A_verifier_key_that_does_not_fit_itself_is_refused(string text) => Assert.Throws<FormatException>(() => VerifierKey.Parse(text));

    [Fact]
    public void A_note_with_a_false_line_of_a_known_key_is_refused_whole()
    {
        var note = SignedNote.Sign("text\n", Key);
        var other = SignedNote.Sign("other\n", Key);
        Assert.True(SignedNote.TryParse(note + other[(other.IndexOf("\n\n", StringComparison.Ordinal) + 2)..], out var both));

        Assert.Equal(2, both.Signatures.Count);
        Assert.False(both.IsSignedBy(Key.Key));
    }

    [Theory]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\nno dash\n")]
    [InlineData("text\n\n\u2014 name\n")]
    [InlineData("text\n\n\u2014 name !!!!\n")]
    [InlineData("text\n\n\u2014 name AAAA\n")]
    [InlineData("te\txt\n\n\u2014 name AAAAAAAAAAAA\n")]
    [InlineData("text\n\n\u2014 name AAAAAAAAAAAA")]
    public void A_malformed_note_is_refused_without_an_exception(string note) => Assert.False(SignedNote.TryParse(note, out _));

    [Theory]
    [InlineData("o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n1\n47DEQpj8HBSa\n")]
    [InlineData("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("o\n\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public void A_malformed_checkpoint_is_refused_without_an_exception(string text) => Assert.False(Checkpoint.TryParse(text, out _));

    [Fact]
    public void A_proof_file_can_be_read_again_and_proves_only_its_own_entry()
    {
        var (leaf, other) = (MerkleHash.Leaf([1]), MerkleHash.Leaf([2]));
        var note = new Checkpoint(Key.Key.Name, 2, MerkleHash.Node(leaf, other)).SignWith(Key);
        var text = new InclusionProof(0, [other], note, new byte[] { 1 }).ToText();

        Assert.True(InclusionProof.TryParse(text, out var proof));
        Assert.Equal(text, proof.ToText());
        Assert.True(proof.Proves(leaf, Key.Key, out _));
        Assert.False(proof.Proves(other, Key.Key, out var fault));
        Assert.Contains("entry 0", fault, StringComparison.Ordinal);
        Assert.False(proof.Proves(leaf, LogSigningKey.Generate("elsewhere").Key, out _));
        Assert.False(InclusionProof.TryParse(text.Replace("index 0", "index 00", StringComparison.Ordinal), out _));
        Assert.False(InclusionProof.TryParse("c2sp.org/tlog-proof@v1\n\n", out _));
    }
}
