using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

public sealed class Ed25519VectorTests
{
    // Harmless on their own: a component of low order in a point that is otherwise sound.
    private static readonly string[] Allowed = ["low_order_component_A", "low_order_component_R"];

    [Fact]
    public void Every_edge_case_of_CCTV_is_accepted_only_when_both_points_are_sound()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Locate("vectors", "cctv", "ed25519", "ed25519vectors.json")));
        var accepted = 0;
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            var flags = vector.GetProperty("flags") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(flag => flag.GetString()).ToArray() : [];
            var good = Ed25519.Verify(
                Convert.FromHexString(vector.GetProperty("key").GetString()!),
                Encoding.UTF8.GetBytes(vector.GetProperty("msg").GetString()!),
                Convert.FromHexString(vector.GetProperty("sig").GetString()!));

            Assert.True(good == flags.All(flag => Allowed.Contains(flag)), $"vector {vector.GetProperty("number")}: {string.Join(", ", flags)}");
            accepted += good ? 1 : 0;
        }

        Assert.True(accepted > 0, "No vector was accepted.");
    }

    [Fact]
    public void The_first_vector_of_RFC_8032_signs_and_verifies()
    {
        var seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var key = Ed25519.PublicKey(seed);
        var signature = Ed25519.Sign(seed, []);

        Assert.Equal("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", Convert.ToHexStringLower(key));
        Assert.StartsWith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155", Convert.ToHexStringLower(signature), StringComparison.Ordinal);
        Assert.True(Ed25519.Verify(key, [], signature));
        Assert.False(Ed25519.Verify(key, [1], signature));
        Assert.False(Ed25519.Verify(key.AsSpan(0, 31), [], signature));
        Assert.False(Ed25519.Verify(key, [], signature.AsSpan(0, 63)));
    }
}
