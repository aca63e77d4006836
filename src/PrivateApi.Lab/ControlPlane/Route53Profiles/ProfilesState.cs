using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>
/// Route 53 Profiles of one account and Region. The lab has no AWS RAM: a Profile counts as shared with whoever knows its id. Under the
/// lab's lock; code that reads it outside a call of the service settles it first, so that what has been taken out by now is gone.
/// </summary>
internal sealed class ProfilesState(LabStore store, string region) : ILabState<ProfilesState>
{
    public Dictionary<string, LabProfile> Profiles { get; } = new(StringComparer.Ordinal);

    /// <summary>What the account has associated, be the Profile its own or another's.</summary>
    public Dictionary<string, LabProfileAssociation> Associations { get; } = new(StringComparer.Ordinal);

    public static ProfilesState Create(LabStore store, string accountId, string region) => new(store, region);

    /// <summary>The states of all accounts in the Region.</summary>
    public IEnumerable<ProfilesState> Everybody =>
        store.All<ProfilesState>().Where(item => item.Region == region).Select(item => item.State);

    /// <summary>A Profile of any account; null for none.</summary>
    public LabProfile? Find(string id) =>
        Everybody.Select(state => state.Profiles.GetValueOrDefault(id)).FirstOrDefault(item => item is not null);

    public void Settle()
    {
        foreach (ProfilesState state in Everybody)
        {
            foreach (LabProfileAssociation item in state.Associations.Values.Where(item => item.GoneAt <= store.Now).ToList())
            {
                state.Associations.Remove(item.Id);
            }

            foreach (LabProfile profile in state.Profiles.Values)
            {
                profile.Resources.RemoveAll(item => item.GoneAt <= store.Now);
            }
        }
    }
}
