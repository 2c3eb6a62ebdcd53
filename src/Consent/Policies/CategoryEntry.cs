namespace ZioExchange.Consent.Policies;

/// <summary>One data category with its name.</summary>
/// <param name="Exchanged">False: in no row, also not in a row that says <c>*</c>.</param>
/// <param name="ThirdPersons">About others than the child: never part of <c>*</c>.</param>
/// <param name="NumberByLaw">An identifier that only a row may open (UAVG art. 46).</param>
/// <param name="Locates">Tells where the child is: shielded from a restricted parent (R-SAFE-1).</param>
/// <param name="OfDossier">False: kept by the broker itself, or about no single child. A family can neither restrict nor correct it.</param>
/// <param name="NoWaiting">The guidance profile waits no school days for it.</param>
public sealed record CategoryEntry(string Code, Wording Name, bool Exchanged, bool ThirdPersons, bool NumberByLaw, bool Locates, bool NoWaiting, bool OfDossier);
