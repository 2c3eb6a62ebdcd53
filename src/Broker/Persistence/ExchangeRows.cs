using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Persistence;

/// <summary>Everything the register holds that decides about one request, as rows of one moment.</summary>
/// <param name="Child">Null when nobody is known by that number.</param>
/// <param name="Facts">Oldest first.</param>
/// <param name="Couplings">The numbers by which sources file the child.</param>
internal sealed record ExchangeRows(
    long DirectoryVersion,
    bool RoleHeld,
    ChildRow? Child,
    IReadOnlyList<FactRow> Facts,
    IReadOnlyList<GrantRow> Grants,
    IReadOnlyList<GrantEventRow> Events,
    IReadOnlyList<GateRow> Gates,
    IReadOnlyList<CouplingRow> Couplings);
