namespace CallImport.Sandbox.Faults;

/// <summary>Switches the vendors off and on.</summary>
internal sealed class Reachability(Availability availability, Listeners listeners)
{
    public Availability Availability => availability;

    /// <summary>False when connections are to be refused and there is no address from which to end that.</summary>
    public bool Switch(OffMode mode)
    {
        if (mode == OffMode.Refused && !listeners.CanClose)
        {
            return false;
        }

        var was = availability.Off;
        availability.Off = mode;
        if (mode == OffMode.Refused)
        {
            listeners.Close();
        }
        else if (was == OffMode.Refused)
        {
            listeners.Open();
        }

        return true;
    }

    public void Reset()
    {
        Switch(OffMode.None);
        availability.Reset();
    }
}
