using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Every inclusion and consistency vector of transparency-dev/merkle, the good ones and the broken ones.</summary>
public sealed class MerkleVectorTests
{
    [Fact]
    public void Every_inclusion_vector_gets_the_answer_it_asks_for() => CheckAll("inclusion", vector => MerkleProof.Includes(
        Size(vector, "leafIdx"), Size(vector, "treeSize"), Hash(vector, "leafHash"), Proof(vector), Hash(vector, "root")));

    [Fact]
    public void Every_consistency_vector_gets_the_answer_it_asks_for() => CheckAll("consistency", vector => MerkleProof.IsConsistent(
        Size(vector, "size1"), Size(vector, "size2"), Hash(vector, "root1"), Hash(vector, "root2"), Proof(vector)));

    private static void CheckAll(string kind, Func<JsonElement, bool> holds)
    {
        var files = System.IO.Directory.GetFiles(SharedFolder.Locate("vectors", "merkle", "testdata", kind), "*.json", SearchOption.AllDirectories);
        Assert.True(files.Length > 50, "The vectors are incomplete.");
        foreach (var file in files)
        {
            using var vector = JsonDocument.Parse(File.ReadAllBytes(file));
            var wrong = vector.RootElement.GetProperty("wantErr").GetBoolean();
            Assert.True(holds(vector.RootElement) == !wrong, $"{file}: expected {(wrong ? "refusal" : "proof")}");
        }
    }

    // A size beyond 2^63 cannot be held, and no such tree exists: it is a refusal like any negative size.
    private static long Size(JsonElement vector, string name) => vector.GetProperty(name).TryGetInt64(out var size) ? size : -1;

    private static byte[] Hash(JsonElement vector, string name) =>
        vector.GetProperty(name).ValueKind is JsonValueKind.Null ? [] : vector.GetProperty(name).GetBytesFromBase64();

    private static List<byte[]> Proof(JsonElement vector) => vector.GetProperty("proof") is { ValueKind: JsonValueKind.Array } proof
        ? [.. proof.EnumerateArray().Select(hash => hash.GetBytesFromBase64())]
        : [];
}
