/** web/content/de/data-types/tiktok.ts — TikTok’s data types, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const tiktok: DataTypeWords = {
  tiktok_watch_history: [
    'TikTok-Wiedergabeverlauf',
    'Videos, die Sie auf TikTok angesehen haben, jeweils als Link und mit Zeitpunkt, aber nie die Videos selbst.',
  ],
  tiktok_searches: ['TikTok-Suchverlauf', 'Wonach Sie auf TikTok gesucht haben, jeweils mit Zeitpunkt.'],
  tiktok_favorites: [
    'TikTok-Favoriten',
    'Videos, Sounds, Effekte, Hashtags und Sammlungen, die Sie auf TikTok gespeichert haben, jeweils als Link und mit Zeitpunkt.',
  ],
  tiktok_shares: [
    'Auf TikTok geteilte Inhalte',
    'Was Sie von TikTok aus geteilt haben, auf welchem Weg und wann, aber nie, mit wem.',
  ],
  tiktok_reposts: [
    'TikTok-Reposts',
    'Videos anderer Personen, die Sie auf TikTok erneut gepostet haben, jeweils als Link und mit Zeitpunkt.',
  ],
  tiktok_logins: [
    'TikTok-Anmeldungen',
    'Wann Sie TikTok geöffnet haben, mit welcher Art von Gerät und in welcher Art von Netz, aber nie die IP-Adresse oder eine Kennung des Geräts.',
  ],
  tiktok_likes: [
    'Likes auf TikTok',
    'Videos, denen Sie auf TikTok ein Like gegeben haben, jeweils als Link und mit Zeitpunkt.',
  ],
  tiktok_comments: [
    'TikTok-Kommentare',
    'Kommentare, die Sie auf TikTok geschrieben haben, wann und, sofern TikTok es angibt, zu welchem Video, aber nie Bilder.',
  ],
  tiktok_posts: [
    'TikTok-Beiträge',
    'Videos, die Sie auf TikTok gepostet haben: Link, Titel, Likes, Einstellungen und Zeitpunkt, aber nie die Videos selbst und nie, wo sie entstanden sind.',
  ],
  tiktok_followers: [
    'Follower auf TikTok',
    'Seit wann andere Personen Ihnen folgen; ihre Namen werden durch Pseudonyme ersetzt.',
  ],
  tiktok_following: ['Konten, denen Sie auf TikTok folgen', 'Die Konten, denen Sie auf TikTok folgen, und seit wann.'],
  tiktok_profile: [
    'TikTok-Profil',
    'Die Region Ihres Kontos, wie viele Follower und Likes Sie haben und wie vielen Konten Sie folgen, aber nie Ihr Name, Ihre Adresse, Ihre Telefonnummer, Ihr Geburtstag, Ihre Bilder oder was Sie über sich geschrieben haben.',
  ],
  tiktok_direct_messages: [
    'TikTok-Direktnachrichten',
    'Nachrichten, die Sie auf TikTok gesendet und erhalten haben, mit Text und Zeitpunkt; Namen von Personen werden durch Pseudonyme ersetzt, nicht aber Namen in den Texten.',
  ],
  tiktok_ad_interests: [
    'Werbeinteressen auf TikTok',
    'Interessen, nach denen TikTok Werbung für Sie auswählt. Diese Angaben haben kein Datum.',
  ],
  tiktok_off_tiktok_activity: [
    'Aktivitäten außerhalb von TikTok',
    'Was andere Apps und Websites TikTok über Ihre Besuche mitgeteilt haben, jeweils mit Zeitpunkt.',
  ],
  tiktok_live_watch_history: [
    'Wiedergabeverlauf von TikTok LIVE',
    'LIVE-Streams, die Sie auf TikTok angesehen haben, mit Zeitpunkt, und wie viel Sie darin geschrieben haben, aber nie, was.',
  ],
  tiktok_shop_orders: [
    'Bestellungen im TikTok Shop',
    'Was Sie im TikTok Shop bestellt haben: Produkte, Shop, Preis, Status und Zeitpunkt, aber nie Adressen, Namen, Telefonnummern oder Zahlungsmittel.',
  ],
  tiktok_shop_browsing: [
    'Angesehene Produkte im TikTok Shop',
    'Produkte, die Sie im TikTok Shop angesehen haben, jeweils mit Zeitpunkt.',
  ],
};
