using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>What the register knows for one request, all of one moment: the child, who may ask, open gates, and by which numbers sources file the child.</summary>
public sealed class ChildMoment
{
    private readonly ChildKey? _key;
    private readonly IReadOnlyList<CouplingRow> _couplings;

    internal ChildMoment(ChildSnapshot? snapshot, ChildKey? key, IReadOnlyList<GateRow> gates, IReadOnlyList<CouplingRow> couplings, bool roleHeld, long directoryVersion) =>
        (Snapshot, _key, Gates, _couplings, RoleHeld, DirectoryVersion) = (snapshot, key, gates, couplings, roleHeld, directoryVersion);

    /// <summary>Null when nobody is known by the number, or the child was erased.</summary>
    public ChildSnapshot? Snapshot { get; }

    /// <summary>The open records that the request may refer to.</summary>
    public IReadOnlyList<GateRow> Gates { get; }

    /// <summary>Whether the asking organisation registered this professional in this role.</summary>
    public bool RoleHeld { get; }

    /// <summary>The version of the directory at this moment; a release must still find it.</summary>
    public long DirectoryVersion { get; }

    /// <summary>The number by which a source files the child, to fetch with; null when none is coupled.</summary>
    public SourceChildKey? SourceKey(OrganisationId source, PartyType party)
    {
        var row = ChildRegister.HasTitleToBsn(party)
            ? _couplings.FirstOrDefault(row => row.OrganisationId == ChildRegister.AnyParty && row.System == SourceChildKey.BsnSystem)
            : _couplings.FirstOrDefault(row => row.OrganisationId == source.Value && row.System != Systems.Pseudonym);
        return row is null || _key is null ? null : new SourceChildKey(row.System, _key.Open(row.Value, ChildRegister.CouplingLabel(row.OrganisationId, row.System)));
    }
}
