using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What can be wrong with a place for files; the same table is in docs/platforms/five29.md.</summary>
internal static class Five29Errors
{
    public static PlatformException NoPlace() => new(
        FailureClass.Transient, "The place for dropped files is not there at the moment. An operator has to look after FileDrops:Root.", PlatformFault.Unreachable);

    public static PlatformException NoDrop() => new(
        FailureClass.AuthExpired, "This workspace has no drop folder of that name. Upload files into it, have the operator set it up, or name another one.");

    public static PlatformException NoZone(string text) => new(
        FailureClass.Permanent, $"\"{(text.Length > 60 ? text[..60] : text)}\" is no time zone. Write a name such as America/New_York or a distance such as UTC-5.", PlatformFault.UnusableAnswer);

    public static PlatformException Gone() => new(
        FailureClass.Transient, "The recording was taken out of the drop folder meanwhile.", PlatformFault.LocationExpired);

    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new PlatformException(
                FailureClass.Transient, "This server may not read everything in the drop folder. An operator has to correct its rights.", PlatformFault.Unreachable, innerException: denied);
        }
        catch (IOException fault)
        {
            throw new PlatformException(FailureClass.Transient, "The drop folder cannot be read at the moment.", PlatformFault.Unreachable, innerException: fault);
        }
    }
}
