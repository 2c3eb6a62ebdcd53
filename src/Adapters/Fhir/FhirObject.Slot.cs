namespace ZioExchange.Adapters.Fhir;

public sealed partial class FhirObject
{
    /// <summary>What one definition holds: which form of it, the value or values, and what stands beside a primitive.</summary>
    internal struct Slot
    {
        public FhirElement? Form;

        /// <summary>A string, an object, or a list of either; in a list of strings null is a value that only has something beside it.</summary>
        public object? Value;

        /// <summary>An Element, or a list as long as the values with null where nothing stands beside.</summary>
        public object? Beside;

        public readonly bool HasContent => Value switch
        {
            null => HasBeside,
            FhirObject one => !one.IsEmpty,
            List<FhirObject> many => many.Exists(each => !each.IsEmpty),
            List<string?> many => HasBeside || many.Exists(each => each is not null),
            _ => true,
        };

        public readonly bool HasBeside => Beside switch
        {
            FhirObject one => !one.IsEmpty,
            List<FhirObject?> many => many.Exists(each => each is { IsEmpty: false }),
            _ => false,
        };

        public readonly FhirFault Refuses(FhirElement element)
        {
            if (Form is null)
            {
                return FhirFault.None;
            }

            if (!ReferenceEquals(Form, element))
            {
                return FhirFault.ChoiceTaken;
            }

            return element.IsArray || (Value is null && Beside is null) ? FhirFault.None : FhirFault.AlreadySet;
        }

        public void Put(FhirElement element, string? value)
        {
            Form = element;
            if (!element.IsArray)
            {
                Value = value;
                return;
            }

            var values = (List<string?>)(Value ??= new List<string?>());
            values.Add(value);
            (Beside as List<FhirObject?>)?.Add(null);
        }

        public void Put(FhirElement element, FhirObject child)
        {
            Form = element;
            if (!element.IsArray)
            {
                Value = child;
                return;
            }

            ((List<FhirObject>)(Value ??= new List<FhirObject>())).Add(child);
        }

        /// <summary>Stands beside the one value, or beside the last of many.</summary>
        public void PutBeside(FhirElement element, FhirObject beside)
        {
            Form = element;
            if (!element.IsArray)
            {
                Beside = beside;
                return;
            }

            var values = (List<string?>)Value!;
            if (Beside is not List<FhirObject?> besides)
            {
                Beside = besides = [.. values.Select(_ => (FhirObject?)null)];
            }

            besides[^1] = beside;
        }
    }
}
