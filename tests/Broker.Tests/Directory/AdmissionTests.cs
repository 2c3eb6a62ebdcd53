using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Directory.Admissions;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Identity;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Directory;

/// <summary>How an organisation comes to take part: two people of the operator and the organisation itself sign what then holds.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-operators-").FullName;
    private readonly SandboxKey _ann = NewKey();
    private readonly SandboxKey _bob = NewKey();
    private readonly SandboxKey _school = NewKey();
    private readonly LiveBroker _broker;

    public AdmissionTests() => _broker = new LiveBroker { Settings = ["--Operators:ann", File("ann", _ann), "--Operators:bob", File("bob", _bob)] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task With_four_eyes_and_its_own_key_an_organisation_takes_part_and_ends_the_same_way()
    {
        Assert.Equal(401, (await TokenAsync(_school)).Status);
        await AdmitAsync(Signed(Paper(), _ann, _bob, _school));
        Assert.Equal(200, (await TokenAsync(_school)).Status);
        var directory = (await _broker.ServicesAsync()).GetRequiredService<PartnerDirectory>();
        Assert.True(await HoldsRoleAsync());

        // A change is a new paper: what does not stand in it ends.
        var (renewed, paper) = (NewKey(), Paper());
        paper["keys"] = new JsonArray(JsonNode.Parse(renewed.ToPublicJson()));
        paper["professionals"] = new JsonArray();
        await AdmitAsync(Signed(paper, _ann, _bob, renewed));
        Assert.Equal(401, (await TokenAsync(_school)).Status);
        Assert.Equal(200, (await TokenAsync(renewed)).Status);
        Assert.False(await HoldsRoleAsync());

        var end = (JsonObject)paper.DeepClone();
        (end["ended"], end["drawnUpAt"]) = (true, DateTimeOffset.UtcNow.ToString("O"));
        await AdmitAsync(Signed(end, _bob, _ann, renewed));
        Assert.Equal(401, (await TokenAsync(renewed)).Status);
        Assert.Null(await directory.FindOrganisationAsync(new("school-nieuw"), Ct));
    }

    [Fact]
    public async Task One_pair_of_eyes_a_stranger_or_a_changed_paper_admits_nobody()
    {
        var stranger = NewKey();
        var good = Signed(Paper(), _ann, _bob, _school);
        var other = Paper();
        other["name"] = "Other";
        await RefusedAsync(Signed(Paper(), _ann, _school), "Two people");
        await RefusedAsync(Signed(Paper(), _ann, _ann, _school), "Two people");
        await RefusedAsync(Signed(Paper(), _ann, stranger, _school), "Two people");
        await RefusedAsync(Signed(Paper(), _ann, _bob), "organisation must sign");
        await RefusedAsync(Signed(Paper(), _ann, _bob, stranger), "organisation must sign");
        await RefusedAsync(good with { Payload = SignedAdmission.Of(Encoding.UTF8.GetBytes(other.ToJsonString())).Payload }, "Two people");
        await RefusedAsync(good with { Signatures = [.. good.Signatures.Select(one => one with { Protected = Forge.Encode("{\"alg\":\"none\",\"kid\":\"" + _ann.Kid + "\"}"), Value = "" })] }, "Two people");
        await RefusedAsync(good with { Signatures = [good.Signatures[0], good.Signatures[0] with { Protected = good.Signatures[1].Protected }, good.Signatures[2]] }, "Two people");
        Assert.Equal(401, (await TokenAsync(_school)).Status);
        await AdmitAsync(good);
    }

    [Theory]
    [InlineData("party", "\"KAPPER\"")]
    [InlineData("rows", "[\"M99\"]")]
    [InlineData("professionals", "[{\"id\":\"x\",\"role\":\"JEUGDCONSULENT\"}]")]
    [InlineData("until", "\"2020-01-01\"")]
    [InlineData("drawnUpAt", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("drawnUpAt", "\"2999-01-01T00:00:00Z\"")]
    [InlineData("jwksUri", "\"https://10.0.0.1/keys\"")]
    [InlineData("id", "\"../x\"")]
    [InlineData("identifiers", "[]")]
    [InlineData("identifiers", "null")]
    [InlineData("professionals", "[null]")]
    [InlineData("unknown", "1")]
    public async Task What_does_not_fit_the_matrix_the_calendar_or_the_network_is_refused(string member, string value)
    {
        var paper = Paper();
        paper[member] = JsonNode.Parse(value);
        await Assert.ThrowsAsync<AdmissionFaultException>(() => AdmitAsync(Signed(paper, _ann, _bob, _school)));
        Assert.Equal(401, (await TokenAsync(_school)).Status);
    }

    [Fact]
    public async Task An_older_paper_and_the_number_or_key_of_another_are_refused()
    {
        var first = Signed(Paper(), _ann, _bob, _school);
        await AdmitAsync(first);
        await RefusedAsync(first, "later admission");

        var taken = Paper();
        var number = (await _broker.RegionAsync()).Organisation("school-so").Identifier;
        taken["identifiers"] = new JsonArray(new JsonObject { ["system"] = number.System, ["value"] = number.Value });
        await RefusedAsync(Signed(taken, _ann, _bob, _school), "of another organisation");

        var operators = Paper();
        operators["keys"] = new JsonArray(JsonNode.Parse(_ann.ToPublicJson()));
        await RefusedAsync(Signed(operators, _ann, _bob), "key of the operator");
    }

    private static SandboxKey NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SandboxKey.From(key);
    }

    private static SignedAdmission Signed(JsonObject paper, params SandboxKey[] keys) =>
        keys.Aggregate(SignedAdmission.Of(Encoding.UTF8.GetBytes(paper.ToJsonString())), (document, key) => document.SignedBy(new JsonWebKey { Kty = "EC", Crv = "P-256", X = key.X, Y = key.Y, D = key.D, Kid = key.Kid }));

    private JsonObject Paper() => new()
    {
        ["id"] = "school-nieuw",
        ["party"] = "SCHOOL",
        ["name"] = "Nieuwe school",
        ["fgContact"] = "fg@school.example.nl",
        ["isCareProvider"] = false,
        ["identifiers"] = new JsonArray(new JsonObject { ["system"] = "https://zioexchange.nl/fhir/NamingSystem/brin", ["value"] = "99ZZ" }),
        ["keys"] = new JsonArray(JsonNode.Parse(_school.ToPublicJson())),
        ["professionals"] = new JsonArray(new JsonObject { ["id"] = "school-nieuw-ib", ["role"] = "IB" }),
        ["convenantVersion"] = "2026.1",
        ["rows"] = new JsonArray("M01", "M02"),
        ["from"] = "2026-01-01",
        ["until"] = "2030-12-31",
        ["drawnUpAt"] = DateTimeOffset.UtcNow.ToString("O"),
    };

    private async Task AdmitAsync(SignedAdmission document) => await (await _broker.ServicesAsync()).GetRequiredService<AdmissionOffice>().AdmitAsync(document, Ct);

    private async Task RefusedAsync(SignedAdmission document, string because) =>
        Assert.Contains(because, (await Assert.ThrowsAsync<AdmissionFaultException>(() => AdmitAsync(document))).Message, StringComparison.Ordinal);

    /// <summary>As a decision reads it.</summary>
    private async Task<bool> HoldsRoleAsync() => (await (await _broker.ServicesAsync()).GetRequiredService<ChildRegister>().MomentAsync(
        new("school-nieuw"), new("SCHOOL"), "https://zioexchange.nl/fhir/NamingSystem/las-key", "nobody", new("OPP"), new("IB"), "school-nieuw-ib", [], DateTimeOffset.UtcNow, Ct)).RoleHeld;

    private async Task<Reply> TokenAsync(SandboxKey key)
    {
        var request = await TokenRequest.OfAsync(_broker, "school-so");
        (request.Claims["iss"], request.Claims["sub"], request.Claims["jti"], request.Header["kid"]) = ("school-nieuw", "school-nieuw", Guid.NewGuid().ToString("N"), key.Kid);
        using var signing = key.ToECDsa();
        return await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, signing));
    }

    private string File(string name, SandboxKey key)
    {
        var path = Path.Combine(_folder, name + ".jwk");
        System.IO.File.WriteAllText(path, key.ToPublicJson());
        return path;
    }
}
