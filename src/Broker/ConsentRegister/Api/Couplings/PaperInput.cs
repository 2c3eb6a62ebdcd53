using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>A family that cannot sign in used a school's code on paper, in front of two of your people.</summary>
/// <param name="Code">As the family wrote it: case, spaces and hyphens do not matter.</param>
/// <param name="Kind">The number by which your organisation knows the child.</param>
/// <param name="Ondertekenaar">Who signed: JEUGDIGE, or a person whom the child's authority facts name, as in <c>toestemmingen</c>.</param>
/// <param name="GetekendOp">Not in the future, at most thirty days ago.</param>
/// <param name="ScanHash">SHA-256 of the scan of what was signed, 64 lower-case hex digits.</param>
/// <param name="AfgenomenDoor">The employee who saw who it was and took it in, as you registered the professional.</param>
/// <param name="Getuige">A second employee, who was there.</param>
public sealed record PaperInput(
    [property: JsonRequired, MaxLength(64)] string Code,
    [property: JsonRequired] Identified Kind,
    [property: JsonRequired] string Ondertekenaar,
    [property: JsonRequired] DateOnly GetekendOp,
    [property: JsonRequired] string ScanHash,
    [property: JsonRequired] string AfgenomenDoor,
    [property: JsonRequired] string Getuige);
