namespace PrivateApi.Policy.Language;

/// <summary>Reads an <see cref="Effect"/> as allow, deny or neither, for code that does not need to know whom a statement names.</summary>
public static class EffectExtensions
{
    /// <summary>True for Allowed and AllowedForAccount.</summary>
    /// <param name="effect">The policy's answer.</param>
    public static bool IsAllow(this Effect effect) => effect is Effect.Allowed or Effect.AllowedForAccount;

    /// <summary>True for ExplicitlyDenied and DeniedForAccount.</summary>
    /// <param name="effect">The policy's answer.</param>
    public static bool IsExplicitDeny(this Effect effect) => effect is Effect.ExplicitlyDenied or Effect.DeniedForAccount;
}
