import type { Ask, Task } from '../understand/ask.ts';
import { tidyPhrase } from '../understand/topic.ts';
import type { Voice } from './voice.ts';

type Support = Extract<Task, { kind: 'support' }>;

/** Answers of a support agent who cannot see the customer's data: what to do, and what to send. */
const ANSWERS: Readonly<Record<Support['about'], readonly string[]>> = {
  order: [
    "[I'm happy to help with that|Let's find your order]! I can't see live order data from here, but you can follow {order} [under \"My orders\" in your account|with the tracking link in your confirmation email]. If the status has not changed for [three|two] days, [contact the carrier|let me know the delivery address and email on the order] and we'll [look into it|take it from there].",
    "[Sorry for the wait|I'm sorry your order has not arrived yet]. To check on {order}, [please share|could you send me] the email address used for the purchase{needs}. [Meanwhile|In the meantime], the tracking link in your shipping confirmation shows the latest status.",
  ],
  refund: [
    "[I'm sorry it didn't work out|I understand], and I can help you [with a refund|request a refund]. Please [send me|share] your order number, the item concerned and the reason for the return. [Most refunds are back on the original payment method within 5 to 10 business days.|Once the return is approved, the money usually arrives within a week.]",
    "[Of course|Certainly]. To [start|request] a refund:\n\n1. Open **My orders** in your account.\n2. Choose the order and select **Return or refund**.\n3. Pick a reason and confirm.\n\nIf you'd rather have me do it, [please send|just send] your order number.",
  ],
  billing: [
    "[I'm sorry about that|Sorry for the trouble]. A double charge is often a pending authorisation that disappears within a few days. Could you [send me|share] the date and amount of both charges, and the invoice or order number? [I'll have it checked|If it is a real duplicate, it will be refunded].",
    "Thanks for letting [me|us] know, and sorry for the inconvenience. To look into the charge, [please share|I need]:\n\n- the email address of your account\n- the date and amount of each charge\n- the invoice number, if you have it\n\nPlease don't send full card details.",
  ],
  password: [
    "[You can reset your password|Here's how to reset your password]:\n\n1. Open the sign-in page and choose **Forgot password?**\n2. Enter the email address of your account.\n3. Follow the link in the email (check the spam folder too).\n4. Choose a new, long password and sign in.\n\n[The link expires after a while, so use it soon.|If no email arrives within ten minutes, let me know.]",
    "[No problem|Happy to help]! On the sign-in page, click **Forgot password?** and enter your email address. You'll get a link to set a new password; [it is valid for a limited time|remember to check your spam folder]. [Did the email arrive?|Let me know if it doesn't arrive.]",
  ],
  login: [
    "[I'm sorry you're having trouble|Sorry about that] getting into your account. [Please try the following|Here are a few things to try]:\n\n1. Check the email address and that Caps Lock is off.\n2. Reset your password with **Forgot password?** on the sign-in page.\n3. Clear the cookies of the site, or use a private window.\n4. Wait 15 minutes if the account was locked after several attempts.\n\n[What message do you see when you try?|Which error message do you get?]",
    "[Let's get you back in|Let's sort this out]. First, reset your password on the sign-in page; then try again in a private window. If you use two-factor codes, make sure the clock of your phone is right. [Do you see an error message?|What exactly happens after you enter your password?]",
  ],
  cancel: [
    "[I'm sorry to see you go|Sure, I can help with that]. To cancel:\n\n1. Go to **Settings → Billing**.\n2. Choose **Cancel plan** and confirm.\n\nYou keep access until the end of the period you have paid for. [Would you like to tell me why you are leaving?|Is there anything we could do better?]",
    '[I can help you cancel|No problem]. I have no access to your account from here, but you can cancel any time under **Settings → Billing → Cancel plan**; [no further charges will be made|it ends with the current billing period]. [May I ask what made you decide?|Is there anything else I can do?]',
  ],
  hours: [
    "I don't have the [current|exact] opening hours at hand. [They are listed on the contact page of the website|You'll find them on the website or in a maps app], including holidays. Is there [something|anything] I can help you with right now?",
    "[Opening hours can vary by location and on holidays|The hours depend on the location], so please check the contact page for [your branch|the current times]. [Which location are you interested in?|I'm here around the clock for questions in the chat.]",
  ],
  shipping: [
    '[Shipping depends on the item and the destination|Delivery options depend on the destination]: {place}the options, costs and delivery times are shown at checkout once you enter [the address|a postcode]. [Which item are you interested in?|Would you like to know anything else?]',
    '[Good question!|Happy to help.] {Place}[the quickest way to be sure is to|please] add the item to the cart and enter the address: the available options and costs appear before you pay. [Standard delivery usually takes a few business days.|Customs fees may apply for international orders.]',
  ],
  human: [
    "[Of course|I understand]. I can't transfer you from here, but [our team can be reached|a member of the team can help] through the contact page. If you tell me briefly what it is about, I can [prepare the details|try to help in the meantime].",
    "[Sure|No problem], I'll be glad to get you to a person. Please share your name, your email address and a short description of the issue, so that [an agent|a colleague] can [pick it up|follow up].",
  ],
};

/** What a support agent would say. */
export function support({ about, reference }: Support, ask: Ask, voice: Voice): string {
  const ref = tidyPhrase(reference);
  const numbered = about === 'order' && ref !== '';
  const answer = voice.say(ANSWERS[about], {
    order: numbered ? `order #${ref.replace(/^#/, '')}` : 'your order',
    needs: numbered ? '' : ' and your order number',
    place: about === 'shipping' && ref !== '' ? `for ${ref}, ` : '',
    Place: '',
  });
  return ask.wanted.format === 'plain' ? answer.replaceAll('**', '') : answer;
}

const MISSING: readonly string[] = [
  "I don't see [any {what}|{a} {what}] [in your message|attached to your message]. [Could you attach it|Could you upload it|Please send it], and I'll [take a look|have a look]{end}",
  "It looks like the {what} [didn't come through|is missing from your message]. [Please attach it|Could you share it] and I'll [get right to it|take a look]{end}",
  "There is no {what} [attached|in this conversation] yet. [Send it over|Please add it] and I'll be glad to help{end}",
];
const MISSING_TEXT: readonly string[] = [
  "I don't see the {what} [in your message|yet]. [Please paste it here|Could you paste it here], and I'll get right to it{end}",
  'It looks like the {what} is missing from your message. [Please paste it|Share it here] and I can [start|get to work]{end}',
];
const PICTURES = /^(?:image|picture|photo|screenshot|photograph|diagram|drawing|chart|pic)/;

/** Asks for what the user speaks of but did not send. */
export function missing(what: string, voice: Voice): string {
  const one = what.replace(/s$/, '');
  const bank = PICTURES.test(what) ? MISSING : MISSING_TEXT;
  const text = voice.say(bank, { what: one, a: /^[aeiou]/.test(one) ? 'an' : 'a', end: '.' });
  return /\bCould you [^.?]{1,80}\.$/.test(text) ? `${text.slice(0, -1)}?` : text;
}
