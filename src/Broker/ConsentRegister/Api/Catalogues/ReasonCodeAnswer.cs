using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>One reason: why an answer was what it was.</summary>
/// <param name="Bron">Law, standard or agreement it comes from.</param>
/// <param name="VragerZiet">The reason code that an asking party gets in its place; the code itself when nothing is masked.</param>
public sealed record ReasonCodeAnswer(string Code, string ReasonCode, string Type, BilingualText Tekst, string Bron, string VragerZiet)
{
    public static ReasonCodeAnswer Of(Reason reason) => new(
        reason.Number, reason.Code, Hosting.Problems.TypeRoot + reason.Number, new BilingualText(reason.Nl, reason.En), reason.Source,
        reason.View is RequesterView.AsItIs ? reason.Code : ConsentReasons.ConsentNotAvailable.Code);
}
