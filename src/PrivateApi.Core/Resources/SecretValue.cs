using System.Security;

namespace PrivateApi.Resources;

/// <summary>Puts a secret where nothing that formats an object shows it.</summary>
internal static class SecretValue
{
    /// <summary>The secret as a SecureString.</summary>
    public static SecureString Secure(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
